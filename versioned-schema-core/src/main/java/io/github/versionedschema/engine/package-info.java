/**
 * What all transitions need: settings, migrations, the leader and its listeners.
 */
@NullMarked
package io.github.versionedschema.engine;

import org.jspecify.annotations.NullMarked;
