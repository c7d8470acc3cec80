import java.io.File;
import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Asks veraPDF whether files conform: `VeraCheck ua1,2a FILE…`. Prints every rule that is broken; exits with 1 if any is. */
public final class VeraCheck {
  private VeraCheck() {}

  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    int faulty = 0;
    int checked = 0;
    for (int i = 1; i < arguments.length; i++) {
      File file = new File(arguments[i]);
      for (String name : arguments[0].split(",")) {
        Map<String, Integer> broken = check(file, PDFAFlavour.byFlavourId(name));
        broken.forEach((rule, times) -> System.out.println("veraPDF " + name + " " + file + ": " + rule + " (" + times + "x)"));
        faulty += broken.isEmpty() ? 0 : 1;
        checked++;
      }
    }
    System.out.println("veraPDF: " + checked + " checks of " + (arguments.length - 1) + " files, " + faulty + " failed");
    System.exit(faulty == 0 && checked > 0 ? 0 : 1);
  }

  /** The rules that the file breaks, each with the number of places. */
  private static Map<String, Integer> check(File file, PDFAFlavour flavour) {
    Map<String, Integer> broken = new TreeMap<>();
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour)) {
      ValidationResult result = Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
      for (TestAssertion test : result.getTestAssertions()) {
        if (test.getStatus() == TestAssertion.Status.FAILED) {
          String rule = test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber() + " " + test.getMessage();
          broken.merge(rule, 1, Integer::sum);
        }
      }
      if (!result.isCompliant() && broken.isEmpty()) {
        broken.put("it does not conform, and veraPDF does not say why", 1);
      }
    } catch (Exception | LinkageError fault) {
      broken.put("it could not be checked: " + fault, 1);
    }
    return broken;
  }
}
