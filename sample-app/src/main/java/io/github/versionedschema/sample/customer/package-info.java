/**
 * Customers, known by their e-mail address. Each release has its own record, which is its
 * JSON, and its own statements, which know no other schema.
 */
@NullMarked
package io.github.versionedschema.sample.customer;

import org.jspecify.annotations.NullMarked;
