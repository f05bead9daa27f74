package org.braintrustbeam.io.braintrust;

import java.io.Serializable;

/**
 * So many rows lie between two keys, both among theirs, as the service counted or as we guess.
 *
 * <p>What depends on it is how many requests a read takes and how they overlap, never which rows
 * come: a range is read to its end whatever was counted.
 *
 * @param first least {@code _pagination_key}
 * @param last greatest {@code _pagination_key}
 * @param rows how many rows
 */
public record KeyPart(String first, String last, long rows) implements Serializable {}
