package org.braintrustbeam.io.model;

import static org.braintrustbeam.io.model.FakeModels.answer;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.files.SharedFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerStoreTest {
  @TempDir private Path path;

  @BeforeAll
  static void register() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private SharedFolder folder(String kind) throws IOException {
    return SharedFolder.mark(kind.equals("path") ? path + "/[odd] *" : "shelf://answers" + path);
  }

  private static void keep(AnswerStore store, ChatAnswer answer) throws Exception {
    assertThat(store.keep(answer).get(30, TimeUnit.SECONDS), equalTo(answer));
  }

  private static ChatAnswer found(String question) {
    return answer(question).asReused();
  }

  private static AnswerStore opened(SharedFolder folder) throws IOException {
    AnswerStore store = new AnswerStore(folder);
    store.refresh();
    return store;
  }

  @ParameterizedTest
  @ValueSource(strings = {"path", "url"})
  void whatIsKeptIsFoundHereAndByTheNextRun(String kind) throws Exception {
    SharedFolder folder = folder(kind);
    AnswerStore store = opened(folder);
    assertThat(store.find(answer("a").digest()), nullValue());

    keep(store, answer("a"));
    keep(store, answer("b"));
    SharedFolder again = SharedFolder.mark(folder.path());

    assertThat(store.find(answer("a").digest()), equalTo(found("a")));
    assertThat(opened(again).find(answer("a").digest()), equalTo(found("a")));
    assertThat(opened(again).find(answer("b").digest()), equalTo(found("b")));
    assertThat(opened(again).find(answer("c").digest()), nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"path", "url"})
  void whatAnotherProcessKeepsIsFoundAfterAFreshLook(String kind) throws Exception {
    SharedFolder folder = folder(kind);
    AnswerStore here = opened(folder);
    AnswerStore there = opened(folder);
    keep(there, answer("a"));
    keep(here, answer("b"));
    here.refresh();
    keep(there, answer("c"));

    assertThat(here.find(answer("a").digest()), equalTo(found("a")));
    assertThat(here.find(answer("c").digest()), nullValue());

    here.refresh();
    assertThat(here.find(answer("c").digest()), equalTo(found("c")));
    assertThat(here.find(answer("b").digest()), equalTo(found("b")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"path", "url"})
  void saysWhatWasPaidForInThisRun(String kind) throws Exception {
    SharedFolder folder = folder(kind);
    keep(opened(folder), answer("a"));
    SharedFolder again = SharedFolder.mark(folder.path());
    AnswerStore store = opened(again);
    keep(store, answer("b"));
    keep(store, answer("c"));

    assertThat(BoughtAnswers.in(again), equalTo(new BoughtAnswers(2, 1, new TokenUsage(14, 6))));
  }

  @Test
  void aFileOfAProcessThatWasKilledIsNotWrittenOn() throws Exception {
    SharedFolder folder = folder("path");
    keep(opened(folder), answer("a"));
    Path file = onlyFile(folder);
    Files.writeString(file, "0123abcd halfway", StandardOpenOption.APPEND);

    AnswerStore store = opened(folder);
    keep(store, answer("b"));

    assertThat(store.find(answer("a").digest()), equalTo(found("a")));
    assertThat(opened(folder).find(answer("b").digest()), equalTo(found("b")));
    assertThat(BoughtAnswers.in(folder), equalTo(new BoughtAnswers(2, 0, new TokenUsage(14, 6))));
  }

  private static Path onlyFile(SharedFolder folder) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of(folder.path()), AnswerDisk.PREFIX + "*")) {
      return files.iterator().next();
    }
  }

  @Test
  void manyThatComeAtOnceAreAllKept() throws Exception {
    SharedFolder folder = folder("path");
    AnswerStore store = opened(folder);
    List<CompletableFuture<ChatAnswer>> kept = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      kept.add(store.keep(answer("q" + i)));
    }
    CompletableFuture.allOf(kept.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);

    AnswerStore again = opened(folder);
    for (int i = 0; i < 2_000; i++) {
      assertThat(again.find(answer("q" + i).digest()), equalTo(found("q" + i)));
    }
  }

  @Test
  void saysWhereAnAnswerCannotBeKept() throws Exception {
    SharedFolder folder = SharedFolder.mark(path.resolve("gone").toString());
    AnswerStore store = opened(folder);
    Files.delete(path.resolve("gone/marker"));
    Files.delete(path.resolve("gone"));

    ExecutionException e =
        assertThrows(
            ExecutionException.class, () -> store.keep(answer("a")).get(30, TimeUnit.SECONDS));

    assertThat(e.getCause(), instanceOf(BraintrustException.class));
    assertThat(
        String.valueOf(e.getCause()),
        allOf(containsString("cannot add to the answers"), containsString(folder.path())));
  }

  @Test
  void anotherMachinesFolderIsRefused() throws Exception {
    SharedFolder folder = folder("path");
    SharedFolder other = new SharedFolder(folder.path(), "another marker");

    assertThrows(IOException.class, () -> AnswerStore.of(other));
  }
}
