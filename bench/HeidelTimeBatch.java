import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.SimpleDateFormat;
import java.util.List;

/** Runs HeidelTime over many documents in one process: arguments are the configuration, the document type, and a file
 * whose lines are "date TAB input TAB output". It prints the milliseconds that the documents took, the start left out. */
public class HeidelTimeBatch {
    public static void main(String[] arguments) throws Exception {
        HeidelTimeStandalone heideltime = new HeidelTimeStandalone(
                Language.ENGLISH, DocumentType.valueOf(arguments[1].toUpperCase()), OutputType.TIMEML, arguments[0],
                POSTagger.NO, false);
        List<String> lines = Files.readAllLines(Path.of(arguments[2]));
        SimpleDateFormat format = new SimpleDateFormat("yyyy-MM-dd");
        long begin = System.nanoTime();
        for (String line : lines) {
            String[] parts = line.split("\t");
            String text = Files.readString(Path.of(parts[1]));
            Files.writeString(Path.of(parts[2]), heideltime.process(text, format.parse(parts[0])));
        }
        System.out.println((System.nanoTime() - begin) / 1000000);
    }
}
