package org.braintrustbeam.emulator.conformance;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * Installs the official clients before the tests of a class, which is skipped where they cannot be
 * had, with the reason in the report.
 */
public final class WithOfficialClients implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (context.getTestMethod().isPresent()) {
      return ConditionEvaluationResult.enabled("installed for the class");
    }
    try {
      OfficialClients.installed();
      return ConditionEvaluationResult.enabled("installed");
    } catch (TestAbortedException e) {
      System.out.println("skipped: " + e.getMessage());
      return ConditionEvaluationResult.disabled(e.getMessage());
    }
  }
}
