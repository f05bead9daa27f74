package org.braintrustbeam.transforms.eval.total;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * What a run comes to. Memory: a group for each facet, and the worst cases.
 *
 * <p>Lines come by facet, id and trial.
 */
public final class EvalTotals {
  private static final int WORST = 10;

  private static final Comparator<CaseLine> BY_WORTH =
      Comparator.comparingDouble(CaseLine::worth)
          .thenComparing(CaseLine::facetName)
          .thenComparing(CaseLine::id)
          .thenComparingLong(CaseLine::trial);

  private final GroupTotal overall = new GroupTotal();
  private final Map<String, GroupTotal> facets = new TreeMap<>();
  private final PriorityQueue<CaseLine> worst = new PriorityQueue<>(BY_WORTH.reversed());
  private String lastRow = "";
  private long rows;
  private long judgeCompleted;
  private long judgeErrored;
  private long promptTokens;
  private long completionTokens;
  private long unparsedSentiments;
  private long disagreements;

  /** Counts the next case. */
  public void add(CaseLine line) {
    overall.add(line);
    facets.computeIfAbsent(line.facetName(), name -> new GroupTotal()).add(line);
    String row = line.facetName() + '\0' + line.id();
    rows += row.equals(lastRow) ? 0 : 1;
    lastRow = row;
    judgeErrored += line.judgeFailed() ? 1 : 0;
    judgeCompleted += line.judgeAsked() && !line.judgeFailed() ? 1 : 0;
    promptTokens += line.promptTokens();
    completionTokens += line.completionTokens();
    unparsedSentiments += line.unparsedSentiment() ? 1 : 0;
    disagreements += line.rulesDisagree() ? 1 : 0;
    if (line.worth() < 1) {
      worst.add(line);
      if (worst.size() > WORST) {
        worst.remove();
      }
    }
  }

  /** All cases. */
  public GroupTotal overall() {
    return overall;
  }

  /** The cases of each facet, by its name. */
  public Map<String, GroupTotal> facets() {
    return facets;
  }

  /** The cases with the lowest means of their scores, at most ten, the worst first. */
  public List<CaseLine> worst() {
    List<CaseLine> sorted = new ArrayList<>(worst);
    sorted.sort(BY_WORTH);
    return sorted;
  }

  /** Rows of the dataset, whatever number of trials. */
  public long rows() {
    return rows;
  }

  /** Verdicts of the judge. */
  public long judgeCompleted() {
    return judgeCompleted;
  }

  /** Cases that it has no verdict on though it was asked. */
  public long judgeErrored() {
    return judgeErrored;
  }

  /** Of all answers of the model under test, whenever they were bought. */
  public long promptTokens() {
    return promptTokens;
  }

  /** Likewise. */
  public long completionTokens() {
    return completionTokens;
  }

  /** Cases of the facet sentiment in which a label is none. */
  public long unparsedSentiments() {
    return unparsedSentiments;
  }

  /** Cases in which what counts as nothing hangs on the rule. */
  public long disagreements() {
    return disagreements;
  }
}
