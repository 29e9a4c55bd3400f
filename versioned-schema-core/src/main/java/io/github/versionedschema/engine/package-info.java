/**
 * The objects that all transitions share: settings, migrations, the leader and its
 * listeners.
 */
@NullMarked
package io.github.versionedschema.engine;

import org.jspecify.annotations.NullMarked;
