package io.github.versionedschema.sample.order;

/**
 * What every release knows about an order that was placed.
 */
interface Order {

	long id();

}
