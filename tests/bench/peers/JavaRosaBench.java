// SPDX-License-Identifier: Apache-2.0

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;

/**
 * Times JavaRosa: {@code java JavaRosaBench FOLDER} reads {@code form.xml} and {@code plan.tsv} (reference, value, the
 * references whose state is read after it) and prints one line of JSON for the fourth pass.
 *
 * <p>An answer is timed from setting the value to having read what a screen shows of the nodes that changed.
 */
public final class JavaRosaBench {
    private static final int PASSES = 4;
    private static int seen;

    private JavaRosaBench() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        new XFormsModule().registerModule();
        ReferenceManager.instance().addReferenceFactory(new FilesOf(folder));
        byte[] source = Files.readAllBytes(folder.resolve("form.xml"));
        List<String> plan = Files.readAllLines(folder.resolve("plan.tsv"));
        for (int pass = 1; pass <= PASSES; pass++) {
            long start = System.nanoTime();
            FormDef form = XFormUtils.getFormFromInputStream(new ByteArrayInputStream(source));
            form.initialize(true, new InstanceInitializationFactory());
            double load = (System.nanoTime() - start) / 1e6;
            Answers answers = new Answers(form);
            for (String line : plan) {
                answers.give(line.split("\t", -1));
            }
            if (pass == PASSES) {
                System.out.println(answers.report(load));
            }
        }
        System.exit(0);
    }

    private static final class Answers {
        private final FormDef form;
        private final FormEntryModel model;
        private final Map<String, FormIndex> places = new HashMap<>();
        private final List<Double> times = new ArrayList<>();
        private int errors;

        Answers(FormDef form) {
            this.form = form;
            this.model = new FormEntryModel(form);
            FormIndex index = FormIndex.createBeginningOfFormIndex();
            for (index = model.incrementIndex(index); !index.isEndOfFormIndex(); index = model.incrementIndex(index)) {
                if (model.getEvent(index) == FormEntryController.EVENT_QUESTION) {
                    places.put(path(form.getChildInstanceRef(index)), index);
                }
            }
        }

        void give(String[] line) {
            try {
                TreeReference reference = reference(line[0]);
                TreeElement node = form.getMainInstance().resolveReference(reference);
                QuestionDef question = FormDef.findQuestionByRef(reference, form);
                int control = question == null ? Constants.CONTROL_INPUT : question.getControlType();
                IAnswerData data = AnswerDataFactory.template(control, node.getDataType()).cast(new UncastData(line[1]));
                List<Runnable> readers = new ArrayList<>();
                for (String changed : line[2].isEmpty() ? new String[0] : line[2].split(" ")) {
                    readers.add(reader(changed));
                }
                long start = System.nanoTime();
                form.setValue(data, reference, true);
                for (Runnable reader : readers) {
                    reader.run();
                }
                times.add((System.nanoTime() - start) / 1e6);
            } catch (RuntimeException problem) {
                errors++;
                System.err.println(line[0] + " " + problem);
            }
        }

        /** Reads what a screen shows of a node: its state, and label and choices of a question. */
        private Runnable reader(String changed) {
            TreeElement node = form.getMainInstance().resolveReference(reference(changed));
            FormIndex place = places.get(changed);
            return () -> {
                look(node.isRelevant(), node.isRequired(), node.isEnabled(), node.getValue());
                if (place != null && node.isRelevant()) {
                    FormEntryPrompt prompt = new FormEntryPrompt(form, place);
                    look(prompt.getQuestionText());
                    List<SelectChoice> choices = prompt.getSelectChoices();
                    for (SelectChoice choice : choices == null ? List.<SelectChoice>of() : choices) {
                        look(prompt.getSelectChoiceText(choice));
                    }
                }
            };
        }

        private static void look(Object... parts) {
            for (Object part : parts) {
                seen += part == null ? 0 : 1;
            }
        }

        private static String path(TreeReference reference) {
            StringBuilder path = new StringBuilder();
            for (int level = 0; level < reference.size(); level++) {
                path.append('/').append(reference.getName(level));
                if (reference.getName(level).equals("member")) {
                    path.append('[').append(reference.getMultiplicity(level) + 1).append(']');
                }
            }
            return path.toString();
        }

        private static TreeReference reference(String path) {
            TreeReference reference = TreeReference.rootRef();
            for (String part : path.substring(1).split("/")) {
                int bracket = part.indexOf('[');
                int number = bracket < 0 ? 0 : Integer.parseInt(part.substring(bracket + 1, part.length() - 1)) - 1;
                reference = reference.extendRef(bracket < 0 ? part : part.substring(0, bracket), number);
            }
            return reference;
        }

        String report(double load) throws Exception {
            double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            String peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM")).findFirst().orElse("VmHWM: 0").replaceAll("[^0-9]", "");
            return String.format(
                    "{\"load\":%.3f,\"p50\":%.5f,\"p95\":%.5f,\"memory\":%d,\"answers\":%d,\"errors\":%d}", load,
                    sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.95)], Long.parseLong(peak) / 1024,
                    sorted.length, errors);
        }
    }
}
