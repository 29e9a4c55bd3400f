/**
 * What the text of SQL tells without a server: its words, constant defaults, and types
 * that stand for a sequence.
 */
@NullMarked
package io.github.versionedschema.plan.text;

import org.jspecify.annotations.NullMarked;
