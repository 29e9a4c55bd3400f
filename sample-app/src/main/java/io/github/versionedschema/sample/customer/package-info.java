/**
 * Customers, identified by their e-mail address. Each release has its own record, which
 * defines its JSON, and its own statements, written for its schema only.
 */
@NullMarked
package io.github.versionedschema.sample.customer;

import org.jspecify.annotations.NullMarked;
