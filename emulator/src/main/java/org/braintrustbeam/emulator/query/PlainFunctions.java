package org.braintrustbeam.emulator.query;

import net.sf.jsqlparser.expression.Function;
import org.braintrustbeam.emulator.api.Unsupported;

/** Keeps out what SQL dialects allow inside of a call beside its name and arguments. */
final class PlainFunctions {
  private PlainFunctions() {}

  /** Prints the call again from the parts that we read: what is then missing we do not know. */
  static void refuseDecorations(Function function) {
    Function plain = new Function();
    plain.setName(function.getName());
    plain.setParameters(function.getParameters());
    plain.setDistinct(function.isDistinct());
    if (!plain.toString().equals(function.toString())) {
      throw Unsupported.construct("'" + function + "'");
    }
  }
}
