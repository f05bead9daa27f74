package org.braintrustbeam.emulator.query.eval;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.Timestamps;
import org.braintrustbeam.emulator.query.text.Node;

/** Functions of times: truncated to a unit, or moved by an interval. */
final class Times {
  private static final Set<String> UNITS =
      Set.of("second", "minute", "hour", "day", "week", "month", "year");

  private Times() {}

  /** An interval as a value of its own: it can only be added to a time. */
  record Length(Node.Interval interval) implements Expr {
    @Override
    public byte[] of(QueryRow row) {
      throw Unsupported.construct("An interval that is not added to a time");
    }
  }

  static boolean isUnit(String word) {
    return UNITS.contains(word);
  }

  /**
   * The start of the unit that a time lies in, by the clocks of a zone; a week starts on Monday.
   */
  static Expr truncate(String unit, Expr time, ZoneOffset zone) {
    String name = unit.toLowerCase(Locale.ROOT);
    if (!isUnit(name)) {
      throw ApiError.invalidQuery("'" + unit + "' is not a unit of time");
    }
    return new Expr.Call(
        "date_trunc " + name,
        List.of(time),
        ValueOrder.TIME,
        values -> {
          Instant instant = ValueOrder.instant(values.get(0));
          return instant == null ? Json.NULL : start(name, instant, zone);
        });
  }

  /** The service writes times that were cut off without a fraction. */
  static byte[] text(Instant instant) {
    return Json.utf8('"' + instant.toString() + '"');
  }

  private static byte[] start(String unit, Instant instant, ZoneOffset zone) {
    try {
      return text(start(unit, instant.atZone(zone)).toInstant());
    } catch (DateTimeException e) {
      return Json.NULL; // at the ends of time a day has no beginning
    }
  }

  private static ZonedDateTime start(String unit, ZonedDateTime time) {
    ZonedDateTime day = time.truncatedTo(ChronoUnit.DAYS);
    return switch (unit) {
      case "second" -> time.truncatedTo(ChronoUnit.SECONDS);
      case "minute" -> time.truncatedTo(ChronoUnit.MINUTES);
      case "hour" -> time.truncatedTo(ChronoUnit.HOURS);
      case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case "month" -> day.withDayOfMonth(1);
      case "year" -> day.withDayOfYear(1);
      default -> day;
    };
  }

  static Expr shift(Expr left, Node.Interval interval, boolean plus) {
    String shown = (plus ? "+ " : "- ") + interval.print();
    Unsupported.refuse(
        left.order() != ValueOrder.TIME, "'" + shown + "' on what is not known to be a time");
    TemporalAmount amount = amount(interval);
    UnaryOperator<byte[]> shift =
        value -> {
          Instant instant = ValueOrder.instant(value);
          return instant == null ? Json.NULL : Timestamps.json(shift(instant, amount, plus));
        };
    return left instanceof Expr.Constant constant
        ? new Expr.Constant(shift.apply(constant.value()), ValueOrder.TIME)
        : new Expr.Call(
            shown, List.of(left), ValueOrder.TIME, values -> shift.apply(values.get(0)));
  }

  private static Instant shift(Instant instant, TemporalAmount amount, boolean plus) {
    try {
      ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
      return (plus ? time.plus(amount) : time.minus(amount)).toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      throw ApiError.invalidQuery("the time " + instant + " cannot be moved by " + amount);
    }
  }

  private static TemporalAmount amount(Node.Interval interval) {
    int count = (int) interval.count();
    return switch (interval.unit()) {
      case "SECOND" -> ChronoUnit.SECONDS.getDuration().multipliedBy(count);
      case "MINUTE" -> ChronoUnit.MINUTES.getDuration().multipliedBy(count);
      case "HOUR" -> ChronoUnit.HOURS.getDuration().multipliedBy(count);
      case "DAY" -> Period.ofDays(count);
      case "WEEK" -> ChronoUnit.DAYS.getDuration().multipliedBy(7L * count);
      case "MONTH" -> Period.ofMonths(count);
      default -> Period.ofYears(count);
    };
  }
}
