package org.braintrustbeam.emulator.query;

import java.util.List;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import org.braintrustbeam.emulator.api.Unsupported;

/** Refuses the clauses of a SELECT that are not evaluated, by name where we know one. */
final class SelectClauses {
  private SelectClauses() {}

  static void refuseUnsupported(PlainSelect select) {
    Unsupported.refuse(select.getWithItemsList() != null, "WITH");
    Unsupported.refuse(select.getDistinct() != null, "SELECT DISTINCT");
    Unsupported.refuse(select.getJoins() != null, "JOIN");
    Unsupported.refuse(select.getFetch() != null, "FETCH");
    Unsupported.refuse(select.getPivot() != null, "PIVOT");
    Unsupported.refuse(select.getUnPivot() != null, "UNPIVOT");
    Unsupported.refuse(select.getQualify() != null, "QUALIFY");
    Unsupported.refuse(select.getSettings() != null, "SETTINGS");
    refuseSortDecorations(select);
    refuseTheRest(select);
  }

  private static void refuseSortDecorations(PlainSelect select) {
    if (select.getOrderByElements() != null) {
      for (OrderByElement element : select.getOrderByElements()) {
        Unsupported.refuse(element.getNullOrdering() != null, "NULLS FIRST or LAST");
        String key = element.getExpression().toString();
        boolean plain = List.of(key, key + " ASC", key + " DESC").contains(element.toString());
        Unsupported.refuse(!plain, "'ORDER BY " + element + "'");
      }
    }
  }

  /** Prints the query again from the clauses we read: one that is then missing we do not know. */
  private static void refuseTheRest(PlainSelect select) {
    PlainSelect known = new PlainSelect();
    known.setSelectItems(select.getSelectItems());
    known.setFromItem(select.getFromItem());
    known.setWhere(select.getWhere());
    known.setGroupByElement(select.getGroupBy());
    known.setHaving(select.getHaving());
    known.setOrderByElements(select.getOrderByElements());
    known.setLimit(select.getLimit());
    known.setOffset(select.getOffset());
    if (!known.toString().equals(select.toString())) {
      throw Unsupported.construct("A clause of '" + select + "'");
    }
    boolean plainGroups =
        select.getGroupBy() == null
            || (select.getGroupBy().getGroupingSets().isEmpty()
                && !select.getGroupBy().isMysqlWithRollup());
    Unsupported.refuse(!plainGroups, "'" + select.getGroupBy() + "'");
  }

  static String name(Alias alias) {
    Unsupported.refuse(alias.getAliasColumns() != null, "'" + alias + "'");
    return String.valueOf(alias.getUnquotedName());
  }
}
