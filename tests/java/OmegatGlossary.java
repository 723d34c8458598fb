import java.io.File;
import java.io.PrintStream;
import org.omegat.core.Core;
import org.omegat.core.data.NotLoadedProject;
import org.omegat.core.data.ProjectProperties;
import org.omegat.gui.glossary.GlossaryEntry;
import org.omegat.gui.glossary.GlossaryReaderTBX;
import org.omegat.gui.glossary.GlossaryReaderTSV;
import org.omegat.util.RuntimePreferences;

/** Prints what OmegaT's own readers make of glossary files: a line a pair, source TAB target TAB comment on one line. */
public class OmegatGlossary {
    static class Languages extends ProjectProperties {
        Languages(String source, String target) {
            setSourceLanguage(source);
            setTargetLanguage(target);
        }
    }

    /** Arguments: a folder for OmegaT's settings, source language, target language, a file. */
    public static void main(String[] arguments) throws Exception {
        RuntimePreferences.setConfigDir(arguments[0]);
        Languages languages = new Languages(arguments[1], arguments[2]);
        Core.setProject(new NotLoadedProject() {
            @Override
            public ProjectProperties getProjectProperties() {
                return languages;
            }
        });
        File file = new File(arguments[3]);
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        boolean tbx = file.getName().endsWith(".tbx");
        for (GlossaryEntry entry : tbx ? GlossaryReaderTBX.read(file, false) : GlossaryReaderTSV.read(file, false)) {
            for (String target : entry.getLocTerms(false)) {
                out.println(entry.getSrcText() + "\t" + target + "\t" + entry.getCommentText().replace('\n', ' '));
            }
        }
    }
}
