"""A native runtime for ODK XForms: compile XLSForm workbooks, play forms, bind answers to the record. Pure."""
