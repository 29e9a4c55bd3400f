package io.github.versionedschema.sample.customer;

import org.jspecify.annotations.Nullable;

/**
 * Properties of a customer that all releases share.
 */
interface Customer {

	String email();

	@Nullable String city();

}
