/**
 * Use of versions by sessions: attach, presence and the gate.
 */
@NullMarked
package io.github.versionedschema.session;

import org.jspecify.annotations.NullMarked;
