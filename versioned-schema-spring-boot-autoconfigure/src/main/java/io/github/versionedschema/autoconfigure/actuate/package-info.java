/**
 * Operation of a running application: the endpoint, health indicator and meters.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
