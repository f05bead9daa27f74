package org.braintrustbeam.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import org.junit.jupiter.api.Test;

class PageTextTest {
  @Test
  void halvesOfPairsAreReplacedAndPairsStay() {
    assertThat(
        PageText.clean("a\ud800b\udc00c\ud83d\ude00\udbff"),
        is("a\ufffdb\ufffdc\ud83d\ude00\ufffd"));
  }

  @Test
  void controlCharactersAreSeen() {
    assertThat(
        PageText.clean("\u0000\u0007\t\r\n\r\u007f\u0085\uffff"),
        is("\u2400\u2407\t\n\n\ufffd\ufffd\ufffd"));
  }

  @Test
  void whatIsCleanStaysAsItIs() {
    String text = "<b>\u2028 &amp; \u202e “ü”";
    assertThat(PageText.clean(text), is(text));
  }

  @Test
  void aShortenedTextSaysHowMuchIsMissingAndKeepsPairs() {
    assertThat(PageText.shorten("abc", 3), is("abc"));
    assertThat(PageText.shorten("abcdef", 3), is("abc\n… (3 more characters)"));
    assertThat(PageText.shorten("ab\ud83d\ude00", 3), is("ab\n… (2 more characters)"));
  }

  @Test
  void onlyAddressesOfTheWebCanBeClicked() {
    assertThat(PageText.link("https://a/b"), is("https://a/b"));
    assertThat(PageText.link("javascript:alert(1)"), nullValue());
    assertThat(PageText.link("data:text/html,x"), nullValue());
    assertThat(PageText.link(null), nullValue());
  }

  @Test
  void jsonInAPageHasNoLetterOfHtml() {
    assertThat(
        PageJson.of(json -> json.writeString("</script>&'\u2028\u2029`<!--")),
        is("\"\\u003C/script\\u003E\\u0026\\u0027\\u2028\\u2029\\u0060\\u003C!--\""));
  }

  @Test
  void numbersLookTheSameEverywhere() {
    assertThat(Numbers.count(1234567), is("1,234,567"));
    assertThat(Numbers.score(0.12345), is("0.123"));
    assertThat(Numbers.score(null), is("–"));
    assertThat(Numbers.delta(-0.0321), is("−0.032"));
    assertThat(Numbers.delta(0.0321), is("+0.032"));
    assertThat(Numbers.delta(-0.0001), is("0.000"));
    assertThat(Numbers.percent(1, 3), is("33.3 %"));
    assertThat(Numbers.percent(0, 0), is("–"));
  }
}
