package org.braintrustbeam.emulator.query.eval;

import java.util.Map;
import java.util.Set;
import org.braintrustbeam.emulator.query.text.Node;

/**
 * What a name alone can mean.
 *
 * @param fields the columns that rows have; they come before aliases in conditions
 * @param aliases the names that the query gives to its columns, or that they have by their paths
 */
public record Scope(Set<String> fields, Map<String, Node> aliases) {}
