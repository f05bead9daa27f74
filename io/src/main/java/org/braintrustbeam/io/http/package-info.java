/**
 * What every client of a service on the network needs: requests over OkHttp, where a key may go,
 * limits that several processes share, waits, and the words of servers.
 *
 * <p>Knows nothing of Braintrust's endpoints nor of models; the connector and the calling of models
 * stand on it. Public for those two alone.
 */
@NullMarked
package org.braintrustbeam.io.http;

import org.jspecify.annotations.NullMarked;
