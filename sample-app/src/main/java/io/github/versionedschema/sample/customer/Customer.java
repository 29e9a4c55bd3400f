package io.github.versionedschema.sample.customer;

import org.jspecify.annotations.Nullable;

/**
 * What every release knows about a customer.
 */
interface Customer {

	String email();

	@Nullable String city();

}
