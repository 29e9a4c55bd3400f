/**
 * Plans, and the steps, actions and checks that they consist of.
 */
@NullMarked
package io.github.versionedschema.plan;

import org.jspecify.annotations.NullMarked;
