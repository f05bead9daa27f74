package org.braintrustbeam.io.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.braintrustbeam.io.files.SharedFolder;
import org.jspecify.annotations.Nullable;

/**
 * On a file system that appends to nothing, such as a store of objects: each batch of lines is a
 * file of its own.
 *
 * <p>To find an answer takes no request: all that is read or written is copied to a file on this
 * machine's disk, and a place is where a line begins in that.
 */
final class RemoteAnswers implements AnswerDisk {
  private static final int COLLECT_MILLIS = 1_000;

  private final SharedFolder folder;
  private final Set<String> known = new HashSet<>();
  private @Nullable FileChannel copy;

  RemoteAnswers(SharedFolder folder) {
    this.folder = folder;
  }

  @Override
  public synchronized void scan(Lines.Taker taker) throws IOException {
    for (String name : new TreeSet<>(folder.names(PREFIX))) {
      if (known.contains(name)) {
        continue;
      }
      List<byte[]> lines = new ArrayList<>();
      try (InputStream in = folder.open(name)) {
        long unusedEnd = Lines.read(in, 0, (line, offset) -> lines.add(line));
      }
      known.add(name);
      List<Long> places = copy(lines, true);
      for (int i = 0; i < lines.size(); i++) {
        taker.take(lines.get(i), places.get(i));
      }
    }
  }

  @Override
  public synchronized List<Long> append(List<byte[]> lines) throws IOException {
    String name = PREFIX + UUID.randomUUID() + ".log";
    folder.writeNew(
        name,
        out -> {
          for (byte[] line : lines) {
            out.write(line);
          }
        });
    known.add(name);
    return copy(lines, false);
  }

  private List<Long> copy(List<byte[]> lines, boolean withoutEnd) throws IOException {
    List<Long> places = new ArrayList<>();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    FileChannel file = copied();
    long start = file.size();
    for (byte[] line : lines) {
      places.add(start + all.size());
      all.writeBytes(line);
      if (withoutEnd) {
        all.write('\n');
      }
    }
    LocalAnswers.writeAll(file.position(start), all.toByteArray());
    return places;
  }

  /** Gone when this process ends. */
  private FileChannel copied() throws IOException {
    FileChannel file = copy;
    if (file == null) {
      file =
          FileChannel.open(
              Files.createTempFile("braintrust-answers", ".log"),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      copy = file;
    }
    return file;
  }

  @Override
  public byte[] line(long place) throws IOException {
    FileChannel file;
    synchronized (this) {
      file = copied();
    }
    return LocalAnswers.lineAt(file, place);
  }

  @Override
  public long collectMillis() {
    return COLLECT_MILLIS;
  }
}
