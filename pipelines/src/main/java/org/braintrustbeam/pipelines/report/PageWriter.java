package org.braintrustbeam.pipelines.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateException;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * Writes a page with its style, scripts and data as one HTML file in UTF-8.
 *
 * <p>Templates are compiled in the build. Nothing of the template engine is loaded before a page is
 * written.
 */
public final class PageWriter {
  private PageWriter() {}

  /** What the outermost template is given. */
  record Model(Page page, PageParts parts) {}

  /** Writes it and leaves {@code out} open. The same page is the same bytes. */
  public static void write(Page page, OutputStream out) throws IOException {
    TemplateEngine engine =
        TemplateEngine.createPrecompiled(
            null,
            ContentType.Html,
            PageWriter.class.getClassLoader(),
            PageWriter.class.getPackageName());
    Writer writer = new CleanWriter(new OutputStreamWriter(out, UTF_8));
    try {
      engine.render("page.jte", new Model(page, PageParts.load()), new WriterOutput(writer));
    } catch (UncheckedIOException | TemplateException e) {
      throw ioFailure(e); // the engine wraps what it did not cause
    }
    writer.flush();
  }

  /** What the disk said, out of what is around it; anything else goes on as it is. */
  private static IOException ioFailure(RuntimeException error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io) {
        return io;
      }
    }
    throw error;
  }

  /** All that gets into the file is cleaned here, so that no template can forget to. */
  private static final class CleanWriter extends Writer {
    private final Writer out;

    CleanWriter(Writer out) {
      this.out = out;
    }

    @Override
    public void write(char[] letters, int from, int length) throws IOException {
      write(new String(letters, from, length));
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      out.write(PageText.clean(text.substring(from, from + length)));
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
