package org.braintrustbeam.io.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.braintrustbeam.io.files.SharedFolder;
import org.jspecify.annotations.Nullable;

/** Lines in files of a folder that several processes write to, each to files of its own. */
interface AnswerDisk {
  /** What the names of the files begin with. */
  String PREFIX = "answers-";

  /** The one that suits the folder's file system. */
  static AnswerDisk of(SharedFolder folder) {
    @Nullable Path local = folder.localPath();
    return local == null ? new RemoteAnswers(folder) : new LocalAnswers(local);
  }

  /**
   * Hands over the lines that are whole, of other processes and of earlier runs, since the last
   * call.
   */
  void scan(Lines.Taker taker) throws IOException;

  /**
   * Writes lines, each with its end; when this returns they are on the disk.
   *
   * @return their places
   */
  List<Long> append(List<byte[]> lines) throws IOException;

  /** The line at a place, without its end. */
  byte[] line(long place) throws IOException;

  /** How long it pays to wait for more lines before some are written. */
  long collectMillis();
}
