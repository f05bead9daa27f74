package org.braintrustbeam.emulator.http;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.braintrustbeam.emulator.api.ApiError;

/**
 * Addresses of single files that work without an API key, for an hour and until a restart.
 *
 * <p>They stand for the signed addresses of the object store that the real service has: clients
 * send no key there.
 */
public final class SignedUrls {
  /** The start of the paths of all signed addresses; the rest is the store and the key. */
  static final String PATH = "/signed/";

  static final Duration LIFETIME = Duration.ofHours(1);
  private static final String ALGORITHM = "HmacSHA256";

  private final Supplier<String> url;
  private final Clock clock;
  private final SecretKeySpec secret;

  /**
   * @param url the server's own address
   */
  public SignedUrls(Supplier<String> url, Clock clock) {
    this.url = url;
    this.clock = clock;
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.secret = new SecretKeySpec(random, ALGORITHM);
  }

  String sign(String method, String store, String key) {
    long expires = clock.instant().plus(LIFETIME).getEpochSecond();
    return url.get()
        + PATH
        + store
        + "?key="
        + URLEncoder.encode(key, StandardCharsets.UTF_8)
        + "&expires="
        + expires
        + "&signature="
        + signature(method, store, key, Long.toString(expires));
  }

  /**
   * Checks the request's signature.
   *
   * @return the key of the file it is about
   */
  String verify(Context ctx, String store) {
    String key = required(ctx, "key");
    String expires = required(ctx, "expires");
    String wanted = signature(ctx.method().name(), store, key, expires);
    byte[] given = required(ctx, "signature").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(wanted.getBytes(StandardCharsets.UTF_8), given)) {
      throw ApiError.forbidden("The signature of the address is not valid");
    }
    if (Long.parseLong(expires) < clock.instant().getEpochSecond()) {
      throw ApiError.forbidden("The address has expired");
    }
    return key;
  }

  private static String required(Context ctx, String name) {
    String value = ctx.queryParam(name);
    if (value == null) {
      throw ApiError.forbidden("The address has no '" + name + "'");
    }
    return value;
  }

  private String signature(String method, String store, String key, String expires) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      String signed = String.join("\n", method, store, expires, key);
      return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
