package org.braintrustbeam.transforms.curate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwinsTest {
  private static final String LONG =
      "My flight from Lisbon to Oslo was cancelled this morning and the desk told me that I have to"
          + " rebook by phone, but nobody picks up. I need to be in Oslo by Friday evening for a"
          + " wedding. What can you offer me, and who pays for the hotel tonight?";

  private static double similarity(String left, String right) {
    return Sketch.of(JsonMerge.string(left)).similarity(Sketch.of(JsonMerge.string(right)));
  }

  private static List<String> gone(List<Case> cases) {
    return Twins.among(cases.stream().map(value -> Sketch.of(value).sketch()).toList(), 0.9)
        .stream()
        .map(twins -> twins.of().id() + ">" + twins.better().id())
        .sorted()
        .toList();
  }

  /** Jaccard's index of the pieces of five characters, counted one by one. */
  private static double exact(String left, String right) {
    Set<String> all = pieces(left);
    Set<String> both = pieces(left);
    both.retainAll(pieces(right));
    all.addAll(pieces(right));
    return (double) both.size() / all.size();
  }

  private static Set<String> pieces(String text) {
    Set<String> pieces = new HashSet<>();
    for (int i = 0; i + 5 <= text.length(); i++) {
      pieces.add(text.substring(i, i + 5));
    }
    return pieces;
  }

  @Test
  void estimatesTheShareOfEqualPieces() {
    List<String> texts = Cases.differentTexts(40);
    for (int i = 0; i + 1 < texts.size(); i++) {
      String mixed = texts.get(i) + " " + texts.get(i + 1);
      assertThat(similarity(texts.get(i), mixed), is(closeTo(exact(texts.get(i), mixed), 0.16)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Where is my order 48213? | Where is my order 90177?",
        "Cancel my flight | Change my seat",
        "2+2 | 2+3",
        "a | b"
      })
  void shortInputsThatDifferAreNotTheSame(String left, String right) {
    assertThat(similarity(left, right), is(lessThan(0.7)));
  }

  @Test
  void whatIsSpelledAnotherWayIsTheSame() {
    String shouted = LONG.toUpperCase(Locale.ROOT).replace(" ", "  \n");

    assertThat(similarity(LONG, shouted), is(1.0));
    assertThat(similarity(LONG, LONG.replace("Friday", "Sunday")), is(greaterThan(0.9)));
    assertThat(similarity("", ""), is(1.0));
  }

  @Test
  void aSystemPromptInCommonMakesNothingTheSame() {
    String chat = "[{\"role\":\"system\",\"content\":%s},{\"role\":\"user\",\"content\":\"%s\"}]";
    String prompt = JsonMerge.string(LONG.repeat(5)).toString();
    Sketch refund = Sketch.of(RawJson.of(chat.formatted(prompt, "I want a refund for my bag")));
    Sketch seat = Sketch.of(RawJson.of(chat.formatted(prompt, "Which seat has most room?")));

    assertThat(refund.similarity(seat), is(lessThan(0.5)));
  }

  @Test
  void theEndsOfVeryLongInputsAreCompared() {
    String far = String.join(" ", Cases.differentTexts(3_000));

    assertThat(similarity(far, far), is(1.0));
    assertThat(far.length(), is(greaterThan(1 << 17)));
    assertThat(similarity(far, far + " and " + far), is(1.0)); // the middle is not looked at
    assertThat(similarity(far, far.substring(1 << 16)), is(lessThan(0.7)));
  }

  @Test
  void theFirstStaysWhateverTheOrderTheyComeIn() {
    List<Case> cases = new ArrayList<>();
    cases.add(Cases.of(1, LONG));
    cases.add(Cases.of(2, LONG.replace("Friday", "Sunday")));
    cases.add(Cases.of(3, LONG.replace("Oslo by", "Bergen by")));
    cases.add(Cases.of(4, "Something else altogether: where do I find my boarding pass?"));

    for (int i = 0; i < 10; i++) {
      Collections.shuffle(cases, new Random(i));
      assertThat(gone(cases), is(List.of("id-2>id-1", "id-3>id-1")));
    }
  }

  @Test
  void ofEqualOrdersTheLowerIdStays() {
    Case other = Cases.of(1, LONG);
    Case one =
        new Case("a", "t", other.order(), other.input(), RawJson.NULL, null, null, null, null);

    assertThat(gone(List.of(other, one)), is(List.of("id-1>a")));
  }

  @Test
  void whatTheDatasetHasGoesBeforeAllOthersAndStays() {
    List<Sketch> sketches =
        List.of(
            Sketch.of(Cases.of(1, LONG)).sketch(),
            Sketch.inDataset("there", JsonMerge.string(LONG + ".")).sketch(),
            Sketch.inDataset("as well", JsonMerge.string(LONG)).sketch());

    List<Twins> twins = Twins.among(sketches, 0.9);

    assertThat(twins.stream().map(twin -> twin.of().id()).toList(), is(List.of("id-1")));
    assertThat(twins.get(0).better().isInDataset(), is(true));
  }

  @Test
  void inTextsThatDifferNothingIsFound() {
    List<Case> cases = new ArrayList<>();
    for (String text : Cases.differentTexts(400)) {
      cases.add(Cases.of(cases.size(), text));
    }

    assertThat(gone(cases), is(empty()));
  }

  @Test
  void inputsThatAreAlikeShareABand() {
    List<String> texts = Cases.differentTexts(300);
    int missed = 0;
    int pairs = 0;
    for (String text : texts) {
      String near = text + ".";
      if (exact(text, near) >= 0.9) {
        pairs++;
        missed += shareABand(text, near) ? 0 : 1;
      }
    }

    assertThat(pairs, is(greaterThan(200)));
    assertThat(missed, is(0));
  }

  private static boolean shareABand(String left, String right) {
    List<Long> one = Sketch.of(Cases.of(1, left)).bands();
    List<Long> other = Sketch.of(Cases.of(2, right)).bands();
    return !Collections.disjoint(one, other); // a band's number is in its hash
  }
}
