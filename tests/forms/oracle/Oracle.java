// SPDX-License-Identifier: Apache-2.0

import java.io.FileInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.data.AnswerDataFactory;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.UncastData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.reference.ReferenceManager;
import org.javarosa.core.services.IPropertyManager;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.core.services.properties.IPropertyRules;
import org.javarosa.form.api.FormEntryCaption;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;

/**
 * Plays the steps of a form in JavaRosa and writes down the state of every node after each of them.
 *
 * <p>Usage: {@code java Oracle FOLDER...}. In each folder it reads {@code form.xml} (an XForm) and {@code steps.tsv}
 * (one step a line: action, reference, value, parted by tabs) and writes {@code states.tsv}, or {@code failed.txt} for
 * a form that JavaRosa refuses. It plays the steps a second time, and has everything computed anew after each of them:
 * {@code recomputed.tsv} tells what JavaRosa itself would show had it not forgotten to compute something. Files that a form refers to ({@code jr://file-csv/...}) lie in the same folder.
 */
public final class Oracle {
    private static final int MOST_INDEXES = 20_000;

    private Oracle() {}

    public static void main(String[] arguments) throws Exception {
        new XFormsModule().registerModule();
        PropertyManager.setPropertyManager(new NoProperties());
        for (String argument : arguments) {
            Path folder = Path.of(argument);
            FilesOf files = new FilesOf(folder);
            ReferenceManager.instance().addReferenceFactory(files);
            try {
                play(folder, "states.tsv", false);
                play(folder, "recomputed.tsv", true);
            } catch (Exception problem) {
                Files.writeString(folder.resolve("failed.txt"), problem.toString());
            }
            ReferenceManager.instance().removeReferenceFactory(files);
        }
        System.exit(0);
    }

    private static void play(Path folder, String states, boolean recomputing) throws Exception {
        try (PrintStream out = new PrintStream(folder.resolve(states).toFile(), StandardCharsets.UTF_8)) {
            play(folder, out, recomputing);
        }
    }

    private static void play(Path folder, PrintStream out, boolean recomputing) throws Exception {
        FormDef form;
        try (InputStream source = new FileInputStream(folder.resolve("form.xml").toFile())) {
            form = XFormUtils.getFormFromInputStream(source);
        }
        form.initialize(true, new InstanceInitializationFactory());
        Player player = new Player(form);
        for (String line : Files.readAllLines(folder.resolve("steps.tsv"))) {
            String[] step = line.split("\t", -1);
            String problem = "";
            try {
                player.play(step[0], step[1], unescaped(step[2]));
            } catch (Exception refused) {
                problem = refused.toString();
            }
            out.println("step\t" + step[0] + "\t" + step[1] + "\t" + escaped(problem));
            player.write(out, recomputing);
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n");
    }

    /** One form under way. */
    private static final class Player {
        private final FormDef form;

        Player(FormDef form) {
            this.form = form;
        }

        void play(String action, String reference, String value) throws Exception {
            switch (action) {
                case "load" -> {}
                case "answer" -> answer(referenceOf(reference), value);
                case "createNewRepeat" -> form.createNewRepeat(place(referenceOf(reference), true));
                case "removeRepeat" -> form.deleteRepeat(place(referenceOf(reference), false));
                case "setLanguage" -> form.getLocalizer().setLocale(value);
                default -> throw new IllegalArgumentException(action);
            }
        }

        private void answer(TreeReference reference, String value) {
            TreeElement node = form.getMainInstance().resolveReference(reference);
            if (node == null) {
                throw new IllegalArgumentException("no such node");
            }
            QuestionDef question = FormDef.findQuestionByRef(reference, form);
            int control = question == null ? Constants.CONTROL_INPUT : question.getControlType();
            IAnswerData typed = AnswerDataFactory.template(control, node.getDataType());
            form.setValue(value.isEmpty() ? null : typed.cast(new UncastData(value)), reference, true);
        }

        /** The index of a repeat instance, or of the place where a person would add one. */
        private FormIndex place(TreeReference wanted, boolean adding) {
            FormEntryModel model = new FormEntryModel(form);
            FormIndex index = FormIndex.createBeginningOfFormIndex();
            for (int count = 0; count < MOST_INDEXES; count++) {
                index = model.incrementIndex(index);
                if (index.isEndOfFormIndex()) {
                    break;
                }
                boolean prompt = model.getEvent(index) == FormEntryController.EVENT_PROMPT_NEW_REPEAT;
                TreeReference here = form.getChildInstanceRef(index);
                if (prompt == adding && here != null && matches(here, wanted, adding)) {
                    return index;
                }
            }
            throw new IllegalArgumentException("no such repeat");
        }

        private static boolean matches(TreeReference here, TreeReference wanted, boolean adding) {
            if (!here.genericize().equals(wanted.genericize())) {
                return false;
            }
            return adding ? here.getParentRef().equals(wanted.getParentRef()) : here.equals(wanted);
        }

        /** Counted repeats get their instances, and filtered choices are checked, when somebody steps through. */
        private Map<String, Shown> shown() {
            Map<String, Shown> found = new HashMap<>();
            FormEntryModel model = new FormEntryModel(form);
            FormEntryController controller = new FormEntryController(model);
            model.setQuestionIndex(FormIndex.createBeginningOfFormIndex());
            for (int count = 0; count < MOST_INDEXES; count++) {
                int event = controller.stepToNextEvent();
                if (event == FormEntryController.EVENT_END_OF_FORM) {
                    break;
                }
                FormIndex index = model.getFormIndex();
                if (event == FormEntryController.EVENT_QUESTION) {
                    found.put(pathOf(index.getReference()), question(model.getQuestionPrompt(index)));
                } else if (event != FormEntryController.EVENT_PROMPT_NEW_REPEAT && index.getReference() != null) {
                    found.putIfAbsent(pathOf(index.getReference()), caption(model.getCaptionPrompt(index)));
                }
            }
            return found;
        }

        private static Shown caption(FormEntryCaption caption) {
            return new Shown(text(caption.getQuestionText()), "");
        }

        private static Shown question(FormEntryPrompt prompt) {
            List<String> choices = new ArrayList<>();
            List<SelectChoice> offered = prompt.getSelectChoices();
            if (offered != null) {
                for (SelectChoice choice : offered) {
                    choices.add(choice.getValue() + "=" + text(prompt.getSelectChoiceText(choice)));
                }
            }
            return new Shown(text(prompt.getQuestionText()), String.join("\u001f", choices));
        }

        private static String text(String shown) {
            return shown == null ? "" : shown;
        }

        void write(PrintStream out, boolean recomputing) {
            shown();
            if (recomputing) {
                form.initialize(false, new InstanceInitializationFactory());
            }
            Map<String, Shown> shown = shown();
            write(form.getMainInstance().getRoot(), shown, out);
        }

        private void write(TreeElement node, Map<String, Shown> shown, PrintStream out) {
            if (node.getMult() == TreeReference.INDEX_TEMPLATE) {
                return;
            }
            String path = pathOf(node.getRef());
            IAnswerData data = node.getValue();
            String value = data == null ? "" : data.uncast().getString();
            boolean valid = data == null || form.evaluateConstraint(node.getRef(), data);
            Shown seen = shown.getOrDefault(path, Shown.NOTHING);
            out.println(String.join("\t", "node", path, bit(node.isRelevant()), bit(node.isRequired()),
                    bit(!node.isEnabled()), bit(valid), bit(node.isLeaf()), escaped(value), escaped(seen.label()),
                    escaped(seen.choices())));
            for (int place = 0; place < node.getNumChildren(); place++) {
                write(node.getChildAt(place), shown, out);
            }
        }

        private static String bit(boolean value) {
            return value ? "1" : "0";
        }

        /** A reference as this project writes it: only instances of repeats are numbered. */
        private String pathOf(TreeReference reference) {
            StringBuilder path = new StringBuilder();
            TreeReference above = TreeReference.rootRef();
            for (int level = 0; level < reference.size(); level++) {
                String name = reference.getName(level);
                int number = Math.max(0, reference.getMultiplicity(level));
                above = above.extendRef(name, number);
                TreeElement node = form.getMainInstance().resolveReference(above);
                path.append('/').append(name);
                if (node != null && node.isRepeatable()) {
                    path.append('[').append(number + 1).append(']');
                }
            }
            return path.toString();
        }

        private static TreeReference referenceOf(String path) {
            TreeReference reference = TreeReference.rootRef();
            for (String part : path.substring(1).split("/")) {
                int bracket = part.indexOf('[');
                int number = bracket < 0 ? 0 : Integer.parseInt(part.substring(bracket + 1, part.length() - 1)) - 1;
                reference = reference.extendRef(bracket < 0 ? part : part.substring(0, bracket), number);
            }
            return reference;
        }
    }

    /** What a person reads at a question or a group. */
    private record Shown(String label, String choices) {
        static final Shown NOTHING = new Shown("", "");
    }

    /** A device that knows neither its number nor its user. */
    private static final class NoProperties implements IPropertyManager {
        private final Map<String, List<String>> none = new TreeMap<>();

        @Override
        public List<String> getProperty(String name) {
            return none.getOrDefault(name, new ArrayList<>());
        }

        @Override
        public void setProperty(String name, String value) {}

        @Override
        public void setProperty(String name, List<String> value) {}

        @Override
        public String getSingularProperty(String name) {
            return "";
        }

        @Override
        public void addRules(IPropertyRules rules) {}

        @Override
        public List<IPropertyRules> getRules() {
            return new ArrayList<>();
        }
    }
}
