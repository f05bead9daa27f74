package org.braintrustbeam.io.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.braintrustbeam.io.model.ChatAnswer.Choice;

/** Whatever is left of a file of answers, what is whole is found and nothing else is used. */
class AnswerStoreProperties {
  private static byte[] file(List<ChatAnswer> answers) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    answers.forEach(answer -> all.writeBytes(AnswerLine.of(answer, "run")));
    return all.toByteArray();
  }

  private static List<ChatAnswer> found(byte[] file) throws IOException {
    List<ChatAnswer> found = new ArrayList<>();
    long unusedEnd =
        Lines.read(
            new ByteArrayInputStream(file),
            0,
            (line, place) -> {
              if (AnswerLine.digest(line) != null) {
                found.add(AnswerLine.answer(line));
              }
            });
    return found;
  }

  private static List<ChatAnswer> reused(List<ChatAnswer> answers) {
    return answers.stream().map(ChatAnswer::asReused).toList();
  }

  @Property
  void whatWasWrittenIsRead(@ForAll("answers") List<ChatAnswer> answers) throws IOException {
    assertThat(found(file(answers)), equalTo(reused(answers)));
  }

  @Property
  void afterAKillAtAnyByteEachAnswerThatWasWholeIsThereAndNoOther(
      @ForAll("answers") List<ChatAnswer> answers, @ForAll @IntRange(max = 100_000) int at)
      throws IOException {
    byte[] file = file(answers);
    int length = at % (file.length + 1);
    int whole = 0;
    for (int end = 0; whole < answers.size(); whole++) {
      end += AnswerLine.of(answers.get(whole), "run").length;
      if (end > length) {
        break;
      }
    }

    assertThat(found(Arrays.copyOf(file, length)), equalTo(reused(answers.subList(0, whole))));
  }

  @Property
  void aDamagedByteCostsItsLineAtMostTwo(
      @ForAll("answers") List<ChatAnswer> answers,
      @ForAll @IntRange(max = 100_000) int at,
      @ForAll @IntRange(min = 1, max = 255) int bits)
      throws IOException {
    byte[] file = file(answers);
    file[at % file.length] ^= (byte) bits;

    List<ChatAnswer> found = found(file);

    assertThat(reused(answers).containsAll(found), equalTo(true));
    assertThat(found.size() >= answers.size() - 2, equalTo(true));
  }

  @Property(tries = 200)
  void theIndexFindsWhatWasAddedFirst(
      @ForAll @Size(max = 3_000) List<@IntRange(max = 5_000) Integer> numbers) {
    AnswerIndex index = new AnswerIndex();
    Map<String, Long> model = new HashMap<>();
    for (int i = 0; i < numbers.size(); i++) {
      String digest = FakeModels.request("n" + numbers.get(i)).digest();
      assertThat(index.add(digest, i), equalTo(model.putIfAbsent(digest, (long) i) == null));
    }

    model.forEach((digest, place) -> assertThat(index.find(digest), equalTo(place)));
    assertThat(index.find(FakeModels.request("none").digest()), equalTo(AnswerIndex.NONE));
  }

  @Provide
  Arbitrary<List<ChatAnswer>> answers() {
    Arbitrary<String> texts =
        Arbitraries.strings().ofMaxLength(40).map(text -> new String(text.getBytes(UTF_8), UTF_8));
    Arbitrary<Choice> choices = Combinators.combine(texts, texts).as(Choice::new);
    return Combinators.combine(
            Arbitraries.integers().between(0, 1_000_000),
            choices.list().ofMinSize(1).ofMaxSize(3),
            texts,
            Arbitraries.longs().between(0, Long.MAX_VALUE))
        .as(
            (number, all, model, time) ->
                new ChatAnswer(
                    FakeModels.request("q" + number).digest(),
                    all,
                    model,
                    new TokenUsage(number, time),
                    time,
                    number,
                    1,
                    false))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }
}
