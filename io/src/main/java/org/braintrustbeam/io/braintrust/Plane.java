package org.braintrustbeam.io.braintrust;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import org.braintrustbeam.io.braintrust.HttpCall.Lane;
import org.braintrustbeam.io.braintrust.HttpCall.Patience;
import org.braintrustbeam.io.http.SafeUrl;
import org.braintrustbeam.io.http.ServerMessage;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/** Where the organisation's data is, and what the organisation is called. */
final class Plane {
  private final ConnectionSettings settings;
  private final Requests requests;

  /** For the name alone: while it is asked for, others go on to use the address. */
  private final Object naming = new Object();

  private @Nullable HttpUrl url;
  private volatile @Nullable String orgName;
  private boolean orgAsked;

  Plane(ConnectionSettings settings, Requests requests) {
    this.settings = settings;
    this.requests = requests;
    this.url = settings.apiUrl() == null ? null : parse(settings.apiUrl().toString());
    this.orgName = settings.orgName();
  }

  private record Org(String name, @Nullable String apiUrl) {}

  /** The data plane: as it was given, else as the login says. */
  synchronized HttpUrl url() {
    if (url == null) {
      Org org = chosen(logIn(settings.appUrl(), Patience.FULL));
      if (org.apiUrl() == null) {
        throw new BraintrustException(
            "organisation '" + org.name() + "' has no data plane; set --api-url");
      }
      orgName = org.name();
      url = parse(org.apiUrl());
    }
    return url;
  }

  /**
   * Follows the service's word that the data is elsewhere.
   *
   * @return whether that is a place to trust with the key
   */
  synchronized boolean moveTo(String redirectUrl) {
    HttpUrl target = HttpUrl.parse(redirectUrl);
    if (target == null || !SafeUrl.isBraintrust(target)) {
      return false;
    }
    url = target;
    return true;
  }

  /** The organisation's name; null if it cannot be learnt. */
  @Nullable String orgName() {
    synchronized (naming) {
      if (orgName == null && !orgAsked) {
        orgName = askForName();
        orgAsked = true;
      }
      return orgName;
    }
  }

  private @Nullable String askForName() {
    boolean atApp = settings.loginAtApp() || settings.apiUrl() == null;
    try {
      List<Org> orgs = logIn(atApp ? settings.appUrl() : url().uri(), Patience.ONCE);
      return orgs.size() == 1 ? orgs.get(0).name() : null;
    } catch (BraintrustException e) {
      if (e instanceof RefusedException refused && refused.status() == 401) {
        throw e;
      }
      return null;
    }
  }

  private List<Org> logIn(URI host, Patience patience) {
    HttpUrl login = parse(host.toString()).newBuilder().addPathSegments("api/apikey/login").build();
    HttpCall call = new HttpCall(login, RawJson.wrap(new byte[0]), Lane.READ, "", patience);
    RawJson answer = requests.send(call, new Tally(), Bodies::parse);
    List<Org> orgs = new ArrayList<>();
    for (RawJson org : answer.field("org_info").elements()) {
      String name = org.field("name").text();
      if (name != null) {
        orgs.add(new Org(name, org.field("api_url").text()));
      }
    }
    return orgs;
  }

  private Org chosen(List<Org> orgs) {
    List<String> names = orgs.stream().map(Org::name).toList();
    if (settings.orgName() == null && orgs.size() == 1) {
      return orgs.get(0);
    }
    if (orgs.isEmpty()) {
      throw new BraintrustException("the API key belongs to no organisation");
    }
    if (settings.orgName() == null) {
      throw new BraintrustException(
          "the API key sees several organisations, choose one with --org: "
              + String.join(", ", names));
    }
    return orgs.stream()
        .filter(org -> org.name().equals(settings.orgName()))
        .findFirst()
        .orElseThrow(
            () ->
                new BraintrustException(
                    "no organisation '"
                        + settings.orgName()
                        + "' for this API key; it sees: "
                        + String.join(", ", names)));
  }

  private static HttpUrl parse(String text) {
    HttpUrl parsed = HttpUrl.parse(text);
    if (parsed == null) {
      throw new BraintrustException("no http address: " + ServerMessage.redacted(text));
    }
    return parsed;
  }
}
