/**
 * The sample application: customers and orders, in three releases.
 */
@NullMarked
package io.github.versionedschema.sample;

import org.jspecify.annotations.NullMarked;
