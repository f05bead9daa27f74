package org.braintrustbeam.emulator.query.eval;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.query.text.Node;
import org.braintrustbeam.emulator.query.text.Op;

/** Turns what was written into what can be evaluated, or names what we do not evaluate. */
public final class ExprCompiler {
  /** Which names are taken first. */
  private enum Names {
    FIELDS_ONLY,
    FIELDS_FIRST,
    ALIASES_FIRST
  }

  private final Instant now;
  private final ZoneOffset zone;
  private final Scope scope;
  private final boolean nullComparable;
  private final Set<String> columns = new HashSet<>();
  private final List<Aggregate> aggregates = new ArrayList<>();
  private boolean aggregatesAllowed;
  private boolean spansAllowed;
  private Names names = Names.FIELDS_ONLY;

  public ExprCompiler(Instant now, ZoneOffset zone, Scope scope, boolean nullComparable) {
    this.now = now;
    this.zone = zone;
    this.scope = scope;
    this.nullComparable = nullComparable;
  }

  /** The columns that all expressions read so far ask of a row's JSON. */
  public Set<String> columns() {
    return columns;
  }

  public List<Aggregate> aggregates() {
    return aggregates;
  }

  Instant now() {
    return now;
  }

  ZoneOffset zone() {
    return zone;
  }

  /** A column: aggregates may stand in it, other columns' names may not. */
  public Expr column(Node node) {
    aggregatesAllowed = true;
    names = Names.FIELDS_ONLY;
    return compile(node);
  }

  /** A key to group by. */
  public Expr key(Node node) {
    aggregatesAllowed = false;
    names = Names.FIELDS_FIRST;
    return compile(node);
  }

  /**
   * A condition on rows.
   *
   * @param spans whether it may ask for the other spans of a trace
   */
  public Expr filter(Node node, boolean spans) {
    aggregatesAllowed = false;
    spansAllowed = spans;
    names = Names.FIELDS_FIRST;
    Expr filter = compile(node);
    spansAllowed = false;
    return filter;
  }

  /** Something about what comes out: a sort key or HAVING. */
  public Expr result(Node node) {
    aggregatesAllowed = true;
    names = Names.ALIASES_FIRST;
    return compile(node);
  }

  Expr compile(Node node) {
    if (node instanceof Node.Literal literal) {
      return Expr.Constant.plain(literal.bytes());
    }
    if (node instanceof Node.Name name) {
      return name(name);
    }
    if (node instanceof Node.Call call) {
      return call(call);
    }
    if (node instanceof Node.Operation operation) {
      return operation(operation);
    }
    if (node instanceof Node.Items items) {
      return list(items);
    }
    throw Unsupported.construct("'" + node.print() + "' in this place");
  }

  private Expr list(Node.Items items) {
    List<Expr> values = items.items().stream().map(this::compile).toList();
    return Expr.Call.plain("list", values, RawArray::of);
  }

  private Expr name(Node.Name name) {
    String first = String.valueOf(name.steps().get(0));
    Node alias = name.steps().size() == 1 ? scope.aliases().get(first) : null;
    boolean meant =
        names == Names.ALIASES_FIRST
            || (names == Names.FIELDS_FIRST && !scope.fields().contains(first));
    if (alias == null || !meant) {
      return path(first, name.steps());
    }
    Names before = names;
    names = Names.FIELDS_ONLY; // an alias is not made of others
    Expr expr = compile(alias);
    names = before;
    return expr;
  }

  private Expr path(String column, List<Object> steps) {
    ColumnPath path = new ColumnPath(column, List.copyOf(steps.subList(1, steps.size())));
    if (!path.is(ColumnPath.XACT) && !path.is(ColumnPath.KEY)) {
      columns.add(column);
    }
    return path;
  }

  private Expr call(Node.Call call) {
    Unsupported.refuse(
        call.name().equals("filter_spans"), "FILTER_SPANS inside of another condition");
    Aggregate.Kind kind = Aggregate.kind(call.name());
    if (kind == null) {
      return Functions.read(call, this);
    }
    if (!aggregatesAllowed) {
      throw Unsupported.construct("The aggregate '" + call.print() + "' in this place");
    }
    aggregatesAllowed = false; // none inside of another
    Names before = names;
    names = Names.FIELDS_ONLY;
    Aggregate aggregate = Aggregate.read(kind, call, this);
    names = before;
    aggregatesAllowed = true;
    if (!aggregates.contains(aggregate)) {
      aggregates.add(aggregate);
    }
    return new Expr.AggregateSlot(aggregates.indexOf(aggregate), aggregate.order());
  }

  /** {@code ANY_SPAN(condition)}, which cannot have another inside of it. */
  Expr anySpan(Node condition) {
    Unsupported.refuse(
        !spansAllowed,
        "ANY_SPAN outside of the filter of traces and summaries, or inside another,");
    spansAllowed = false;
    Expr inner = compile(condition);
    spansAllowed = true;
    return new Condition.AnySpan(inner);
  }

  private Expr operation(Node.Operation node) {
    List<Node> args = node.args();
    return switch (node.op()) {
      case AND -> new Condition.And(args.stream().map(this::compile).toList());
      case OR -> new Condition.Or(args.stream().map(this::compile).toList());
      case NOT -> new Condition.Not(compile(args.get(0)));
      case ADD, SUB, MUL, DIV, MOD -> Arithmetic.read(node, this);
      case NEG -> Arithmetic.negate(compile(args.get(0)));
      case CONCAT -> Functions.concat(args.stream().map(this::compile).toList());
      case IF -> new Conditional(args.stream().map(this::compile).toList());
      default -> new Comparisons(this, nullComparable).read(node);
    };
  }

  /** A text that is known before any row is read. */
  String literal(Node node, Op op) {
    if (compile(node) instanceof Expr.Constant constant && Json.isString(constant.value())) {
      return Json.text(constant.value());
    }
    throw ApiError.invalidQuery(op + " needs a literal text, got " + node.print());
  }
}
