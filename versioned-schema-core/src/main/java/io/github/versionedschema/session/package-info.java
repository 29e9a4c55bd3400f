/**
 * What a session does to use a version: attach, presence and the gate.
 */
@NullMarked
package io.github.versionedschema.session;

import org.jspecify.annotations.NullMarked;
