package org.braintrustbeam.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.runners.direct.DirectOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionValuesTest {
  @TempDir Path folder;

  @Test
  void givesEachOptionItsDefault() {
    FakeOptions options = typed("fake", "x");

    assertThat(options.getThing(), is("x"));
    assertThat(options.getOthers(), is(nullValue()));
    assertThat(options.getEnds(), is("well"));
    assertThat(options.getTimes(), is(3));
    assertThat(options.getShare(), is(0.5));
    assertThat(options.getJson(), is(false));
  }

  @Test
  void takesAValueBehindABlankOrAnEqualsSign() {
    FakeOptions options =
        typed("fake", "x", "--times", "4", "--share=0.25", "--json", "--mood", "very-good");

    assertThat(options.getTimes(), is(4));
    assertThat(options.getShare(), is(0.25));
    assertThat(options.getJson(), is(true));
    assertThat(options.getMood(), is(FakeOptions.Mood.VERY_GOOD));
  }

  @Test
  void takesArgumentsByTheirPlaceAmongFlags() {
    FakeOptions options = typed("fake", "--times", "4", "x", "y", "--json", "z", "@w");

    assertThat(options.getThing(), is("x"));
    assertThat(options.getOthers(), contains("y", "z", "@w"));
  }

  @Test
  void repeatsAListAndSplitsItOnlyWhereNoValueHasACommaInIt() {
    FakeOptions options =
        typed("fake", "x", "--path", "a,b", "--path", "c", "--shade", "red, blue");

    assertThat(options.getPath(), contains("a,b", "c"));
    assertThat(options.getShade(), contains("red", "blue"));
  }

  @Test
  void readsAFileThatAShellReadsToo() throws IOException {
    Files.writeString(
        folder.resolve(".env"), "\ufeffexport BRAINTRUST_ORG_NAME=acme\nexport  FAKE_X='y'\n");

    assertThat(typed("fake", "x").getOrg(), is("acme"));
  }

  @Test
  void prefersTheFlagThenTheEnvironmentThenTheFile() throws IOException {
    Files.writeString(
        folder.resolve(".env"), "FAKE_COLOR=file\nBRAINTRUST_ORG_NAME=of-file\nodd line\n");

    assertThat(typed("fake", "x").getPaintColor(), is("file"));
    Terminal both = new Terminal(folder).with("FAKE_COLOR", "environment");
    both.type("fake", "x");
    assertThat(both.options().getPaintColor(), is("environment"));
    assertThat(both.options().getOrg(), is("of-file"));
    both.type("fake", "x", "--paint-color", "flag");
    assertThat(both.options().getPaintColor(), is("flag"));
  }

  @Test
  void takesTheFirstOfSeveralVariables() {
    Terminal terminal = new Terminal(folder).with("FAKE_COLOUR", "second");
    terminal.type("fake", "x");

    assertThat(terminal.options().getPaintColor(), is("second"));
  }

  @Test
  void prefersAFlagThatIsTypedToTheVariableOfOneThatItIsTheDefaultOf() {
    Terminal terminal = new Terminal(folder).with("FAKE_PATIENCE", "90");
    terminal.type("fake", "x");
    assertThat(terminal.options().getPatience(), is(90));

    terminal.type("fake", "x", "--request-timeout", "30");
    assertThat(terminal.options().getPatience(), is(nullValue()));
    assertThat(terminal.options().getRequestTimeout(), is(30));

    terminal.type("fake", "x", "--request-timeout", "30", "--patience", "60");
    assertThat(terminal.options().getPatience(), is(60));
  }

  @ParameterizedTest
  @CsvSource({"true,true", "1,true", "Yes,true", "false,false", "woodpecker,false", "' ',false"})
  void takesAnotherProgramsVariableForYesOrForNothing(String value, boolean alone) {
    Terminal terminal = new Terminal(folder).with("OTHERS_ALONE", value);

    assertThat(terminal.type("fake", "x"), is(0));
    assertThat(terminal.options().getAlone(), is(alone));
  }

  @Test
  void prefersItsOwnVariableToThatOfAnotherProgram() {
    Terminal terminal =
        new Terminal(folder).with("FAKE_ALONE", "false").with("OTHERS_ALONE", "true");
    terminal.type("fake", "x");

    assertThat(terminal.options().getAlone(), is(false));
  }

  @Test
  void countsAnEmptyTextAsNotGiven() {
    Terminal terminal = new Terminal(folder).with("BRAINTRUST_DEFAULT_PROJECT", " ");
    terminal.type("fake", "x", "--org", "", "--ends=");

    assertThat(terminal.options().getOrg(), is(nullValue()));
    assertThat(terminal.options().getProject(), is(nullValue()));
    assertThat(terminal.options().getEnds(), is("well"));
  }

  @Test
  void handsBeamWhatFollowsALoneDashDash() {
    DirectOptions usual = typed("fake", "x").as(DirectOptions.class);
    DirectOptions asked =
        typed("fake", "x", "--", "--enforceImmutability=true").as(DirectOptions.class);

    assertThat(usual.isEnforceImmutability(), is(false));
    assertThat(asked.isEnforceImmutability(), is(true));
    assertThat(asked.isEnforceEncodability(), is(false));
  }

  private FakeOptions typed(String... args) {
    Terminal terminal = new Terminal(folder);
    terminal.type(args);
    return terminal.options();
  }
}
