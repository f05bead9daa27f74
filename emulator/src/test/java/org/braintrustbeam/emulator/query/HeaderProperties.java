package org.braintrustbeam.emulator.query;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Json;
import org.jspecify.annotations.Nullable;

/** What headers answer is what a look at each row answers. */
class HeaderProperties {
  private static @Nullable TwoStores stores;

  private static final List<String> IS_ROOT =
      List.of("", "\"is_root\":true,", "\"is_root\":false,", "\"is_root\":null,", "\"is_root\":1,");
  private static final List<String> ATTRIBUTES =
      List.of(
          "",
          "\"span_attributes\":null,",
          "\"span_attributes\":\"score\",",
          "\"span_attributes\":{},",
          "\"span_attributes\":{\"type\":\"score\"},",
          "\"span_attributes\":{\"name\":\"n\",\"type\":\"sc\\u006fre\"},",
          "\"span_attributes\":{\"type\":\"llm\",\"name\":\"m\"},",
          "\"span_attributes\":{\"type\":null},",
          "\"span_attributes\":{\"type\":{\"a\":1}},",
          "\"span_attributes\":{\"type\":1},",
          "\"span_attributes\":{\"type\":1.0},");
  private static final List<String> CONDITIONS =
      List.of(
          "is_root = true",
          "is_root IS NULL",
          "is_root = false",
          "span_attributes.type = 'score'",
          "span_attributes.type IN ('llm', 'x', 1)",
          "span_attributes.type LIKE 's%'",
          "span_attributes.type = 1",
          "span_attributes.type.a = 1",
          "span_attributes.type = 'score' AND (is_root IS NULL OR is_root = false)",
          "lower(span_attributes.type) = 'llm'",
          "span_attributes.name = 'n'",
          "span_attributes.type <> 'nothing' AND is_root IS NOT NULL",
          "_pagination_key <= KEY",
          "_pagination_key > KEY",
          "KEY < _pagination_key",
          "_pagination_key = KEY",
          "_pagination_key <> KEY",
          "_pagination_key BETWEEN KEY AND KEY",
          "_pagination_key IN (KEY, KEY)",
          "_pagination_key IS NOT NULL",
          "_pagination_key > 'p1'",
          "_pagination_key < 5",
          "_xact_id > 'XACT'",
          "'XACT' >= _xact_id",
          "_xact_id BETWEEN 'XACT' AND 'XACT'",
          "_xact_id = XACT",
          "metadata.n > 3",
          "id = 'r3'",
          "root_span_id = 'r4'",
          "NULL");
  private static final List<String> GROUPS =
      List.of(
          "is_root",
          "span_attributes.type",
          "span_attributes",
          "metadata.n",
          "_pagination_key",
          "_pagination_key <= KEY ? (_pagination_key <= KEY ? (0) : (1)) : (2)",
          "_xact_id <= 'XACT' ? 'old' : 'new'",
          "(is_root = true) ? 0 : ((span_attributes.type = 'score') ? 1 : (2))");
  private static final List<String> AGGREGATES =
      List.of(
          "count(1)",
          "count(NULL)",
          "count(_pagination_key)",
          "min(_pagination_key)",
          "max(_pagination_key)",
          "any_value(_pagination_key)",
          "min(_xact_id)",
          "max(_xact_id)",
          "any_value(_xact_id)",
          "count(is_root)",
          "min(is_root)",
          "any_value(is_root)",
          "min(span_attributes.type)",
          "max(span_attributes.type)",
          "count(DISTINCT span_attributes.type)",
          "count(DISTINCT _xact_id)",
          "max(_pagination_key > KEY)",
          "sum(metadata.n)",
          "avg(span_attributes.type)");
  private static final List<String> ORDERS =
      List.of(
          "",
          " ORDER BY _pagination_key ASC",
          " ORDER BY _pagination_key DESC",
          " ORDER BY _xact_id DESC",
          " ORDER BY _xact_id ASC",
          " ORDER BY metadata.n ASC");

  @BeforeContainer
  static void open() throws IOException {
    stores = new TwoStores();
  }

  @AfterContainer
  static void close() throws IOException {
    stores().close();
  }

  private static TwoStores stores() {
    if (stores == null) {
      throw new IllegalStateException("not opened");
    }
    return stores;
  }

  /** Of each transaction the rows by their keys; the text is empty for a deletion. */
  @Property(tries = 150)
  void headersAnswerWhatRowsAnswer(
      @ForAll("writes") List<Map<Integer, String>> writes, @ForAll Random random) {
    TwoStores.Rows rows = stores().rows();
    for (Map<Integer, String> write : writes) {
      long xact = rows.write(write);
      for (int i = 0; i < 4; i++) {
        String query = random.nextBoolean() ? grouped(random) : page(random);
        String sql = fill(query, random).replace("OBJECT", "dataset('" + rows.id() + "')");
        same(rows, sql, random.nextInt(3) == 0 ? random.nextInt((int) xact) + 1 : xact);
      }
    }
  }

  /** Page by page to the end. */
  private static void same(TwoStores.Rows rows, String sql, long asOf) {
    String next = sql;
    for (int page = 0; page < 20; page++) {
      String quick = answer(rows, next, asOf, true);
      assertThat(next + " as of " + asOf, quick, equalTo(answer(rows, next, asOf, false)));
      String cursor = quick.substring(0, quick.indexOf('\n'));
      if (cursor.equals("null") || cursor.startsWith("refused")) {
        return;
      }
      next = sql + " OFFSET '" + cursor + "'";
    }
  }

  /** The cursor in the first line. */
  private static String answer(TwoStores.Rows rows, String sql, long asOf, boolean quick) {
    try {
      QueryRunner.QueryResult result = rows.run(sql, asOf, quick);
      return result.cursor() + "\n" + result.data().stream().map(Json::ascii).toList();
    } catch (ApiError e) {
      return "refused\n" + e.getMessage();
    }
  }

  private static String grouped(Random random) {
    List<String> columns = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      columns.add(pick(AGGREGATES, random) + " AS a" + i);
    }
    String groups = random.nextInt(3) == 0 ? "" : pick(GROUPS, random);
    if (!groups.isEmpty()) {
      columns.add("(" + groups + ") AS g");
    }
    String order = random.nextBoolean() ? "" : " ORDER BY a0 DESC";
    return "SELECT "
        + String.join(", ", columns)
        + " FROM OBJECT"
        + where(random)
        + (groups.isEmpty() ? "" : " GROUP BY " + groups)
        + order
        + " LIMIT 100";
  }

  private static String page(Random random) {
    return "SELECT "
        + (random.nextBoolean() ? "*" : "id, _xact_id, is_root")
        + " FROM OBJECT"
        + where(random)
        + pick(ORDERS, random)
        + " LIMIT "
        + (1 + random.nextInt(8));
  }

  private static String where(Random random) {
    int conditions = random.nextInt(4);
    if (conditions == 0) {
      return "";
    }
    List<String> all = new ArrayList<>();
    for (int i = 0; i < conditions; i++) {
      all.add((random.nextInt(5) == 0 ? "NOT (" : "(") + pick(CONDITIONS, random) + ")");
    }
    return " WHERE " + String.join(random.nextInt(4) == 0 ? " OR " : " AND ", all);
  }

  /** KEY and XACT stand for one that may be there; of a group each time for the same. */
  private static String fill(String sql, Random random) {
    String key = "'p%020d'".formatted(random.nextInt(14));
    return sql.replace("KEY", key).replace("XACT", Integer.toString(1 + random.nextInt(8)));
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  @Provide
  Arbitrary<List<Map<Integer, String>>> writes() {
    Arbitrary<String> row =
        Combinators.combine(
                Arbitraries.of(IS_ROOT),
                Arbitraries.of(ATTRIBUTES),
                Arbitraries.integers().between(0, 5))
            .as((root, attributes, n) -> root + attributes + "\"metadata\":{\"n\":" + n + "}}");
    Arbitrary<String> rowOrDeletion =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(5, row), net.jqwik.api.Tuple.of(1, Arbitraries.just("")));
    return Arbitraries.maps(Arbitraries.integers().between(1, 12), rowOrDeletion)
        .ofMinSize(1)
        .ofMaxSize(8)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  /** Else the property above would compare the slow way with itself. */
  @Example
  void headersAreUsed() {
    TwoStores.Rows rows = stores().rows();
    Map<Integer, String> write = new HashMap<>();
    for (int key = 1; key <= 40; key++) {
      write.put(key, "\"is_root\":" + (key % 40 == 0) + "}");
    }
    rows.write(write);
    String from = " FROM dataset('" + rows.id() + "')";
    String tree = "_pagination_key <= 'p%020d' ? (0) : (1)".formatted(20);

    assertThat(rows.grouped("SELECT min(_pagination_key)" + from), is(true));
    assertThat(
        rows.grouped("SELECT count(1)" + from + " WHERE (is_root = true) GROUP BY " + tree),
        is(true));
    assertThat(rows.grouped("SELECT count(1)" + from + " WHERE metadata.n = 1"), is(false));
    int looked = rows.looked("SELECT *" + from + " WHERE is_root = true");
    assertThat(looked, is(1));
    assertThat(rows.looked("SELECT *" + from + " WHERE metadata.n = 1"), greaterThan(looked));
  }
}
