package org.braintrustbeam.emulator.http;

/** Is told of each request once its answer is made; several threads may call it at once. */
public interface ExchangeListener {
  void exchanged(Exchange exchange);
}
