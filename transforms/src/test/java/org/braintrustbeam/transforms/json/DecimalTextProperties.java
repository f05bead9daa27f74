package org.braintrustbeam.transforms.json;

import static java.time.Duration.ofSeconds;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.braintrustbeam.io.row.RawJson;

class DecimalTextProperties {
  private static final int MILLIONS = 10_000_000;

  /** With many nines and zeros, which is where sums go wrong. */
  @Provide
  Arbitrary<String> numbers() {
    Arbitrary<String> digits =
        Arbitraries.strings().withChars("0019995").ofMinLength(1).ofMaxLength(45);
    return Arbitraries.of("", "-", "+").flatMap(sign -> digits.map(text -> sign + text));
  }

  @Property(tries = 5_000)
  void isTheSum(
      @ForAll("numbers") String number,
      @ForAll @LongRange(min = -100_000_000_000_000_000L, max = 100_000_000_000_000_000L)
          long addend) {
    String sum = new BigInteger(number).add(BigInteger.valueOf(addend)).toString();

    assertThat(DecimalText.plus(number, addend), equalTo(sum));
  }

  @Property(tries = 2_000)
  void carriesAreAllPassedOn(
      @ForAll("numbers") String start,
      @ForAll @IntRange(max = 40) int length,
      @ForAll @LongRange(min = -9, max = 9) long addend) {
    String number = start + (addend < 0 == start.startsWith("-") ? "9" : "0").repeat(length);
    String sum = new BigInteger(number).add(BigInteger.valueOf(addend)).toString();

    assertThat(DecimalText.plus(number, addend), equalTo(sum));
  }

  @Example
  void anExponentOfMillionsOfDigitsTakesNoLongerThanReadingIt() {
    RawJson nines = RawJson.of("10e" + "9".repeat(MILLIONS));
    RawJson next = RawJson.of("1e1" + "0".repeat(MILLIONS));

    assertTimeoutPreemptively(
        ofSeconds(20), () -> assertThat(CanonicalJson.same(nines, next), equalTo(true)));
  }
}
