package org.braintrustbeam.emulator.catalog;

/** The one organisation of the server; the name is what links to the app are made of. */
public final class Organization {
  public static final String ID = "0b1e0a52-6f0e-4a63-9a83-00000000de30";
  public static final String NAME = "demo-org";

  private Organization() {}
}
