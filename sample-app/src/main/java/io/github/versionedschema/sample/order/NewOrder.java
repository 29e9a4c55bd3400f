package io.github.versionedschema.sample.order;

/**
 * Properties of a new order that all releases share.
 */
interface NewOrder {

	String customer();

}
