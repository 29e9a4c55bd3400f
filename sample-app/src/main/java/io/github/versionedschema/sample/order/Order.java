package io.github.versionedschema.sample.order;

/**
 * Properties of an order that all releases share.
 */
interface Order {

	long id();

}
