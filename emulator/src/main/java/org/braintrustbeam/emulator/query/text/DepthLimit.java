package org.braintrustbeam.emulator.query.text;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTreeListener;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.braintrustbeam.emulator.api.ApiError;

/** Stops at texts that are nested so deeply that the stack might not hold their rules. */
final class DepthLimit implements ParseTreeListener {
  /** Of rules within each other: more than fifty brackets, and half of a thread's usual stack. */
  private static final int MAX = 400;

  private int depth;

  void enter() {
    if (++depth > MAX) {
      throw ApiError.invalidQuery("it is nested too deeply");
    }
  }

  void exit() {
    depth--;
  }

  @Override
  public void enterEveryRule(ParserRuleContext rule) {
    enter();
  }

  @Override
  public void exitEveryRule(ParserRuleContext rule) {
    exit();
  }

  @Override
  public void visitTerminal(TerminalNode node) {}

  @Override
  public void visitErrorNode(ErrorNode node) {}
}
