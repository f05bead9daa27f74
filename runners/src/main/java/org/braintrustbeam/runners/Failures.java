package org.braintrustbeam.runners;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.runners.session.ClosedPipeException;

/** Presents what ended a run: one line that says what and where, and the exit code. */
final class Failures {
  /** What a person can act on, the clearest first; anything else is a defect of ours. */
  private static final List<Class<? extends Throwable>> KNOWN =
      List.of(UsageException.class, BraintrustException.class, IOException.class);

  private final Console console;

  Failures(Console console) {
    this.console = console;
  }

  ExitCode present(Throwable failure) {
    Throwable reason = reason(failure);
    ExitCode code = code(reason);
    if (code != ExitCode.INTERRUPTED && !(reason instanceof ClosedPipeException)) {
      console.error(message(reason));
    }
    if (console.verbose()) {
      console.trace(failure);
    }
    return code;
  }

  /** Runners wrap what a step throws several times over. */
  private static Throwable reason(Throwable failure) {
    List<Throwable> chain =
        Stream.iterate(failure, link -> link != null, Throwable::getCause).limit(50).toList();
    return KNOWN.stream()
        .map(type -> chain.stream().filter(type::isInstance).findFirst())
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> chain.get(chain.size() - 1));
  }

  private static ExitCode code(Throwable reason) {
    if (reason instanceof UsageException) {
      return ExitCode.USAGE;
    }
    return reason instanceof InterruptedException ? ExitCode.INTERRUPTED : ExitCode.FAILED;
  }

  private String message(Throwable reason) {
    if (reason instanceof FileSystemException file) {
      return file.getFile() + ": " + what(file);
    }
    String message = String.valueOf(reason.getMessage());
    if (KNOWN.stream().anyMatch(type -> type.isInstance(reason))) {
      return reason.getMessage() == null ? reason.getClass().getSimpleName() : message;
    }
    String hint = console.verbose() ? "" : " (run with --verbose for the stack trace)";
    return "unexpected " + reason.getClass().getSimpleName() + ": " + message + hint;
  }

  /** Java's own messages for these are the bare path. */
  private static String what(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "no permission";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "exists already";
    }
    return failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
  }
}
