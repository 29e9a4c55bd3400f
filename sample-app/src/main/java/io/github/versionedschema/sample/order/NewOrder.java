package io.github.versionedschema.sample.order;

/**
 * What every release wants to know about an order that is to be placed.
 */
interface NewOrder {

	String customer();

}
