package io.github.versionedschema.migration;

import java.util.List;

import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.syntax.Content;
import io.github.versionedschema.migration.syntax.Content.Fields;

/** A vocabulary of migration files. A file's content shows its dialect. */
interface Dialect {

	/**
	 * Returns the key of the list of what a migration does, which no other dialect has.
	 */
	String key();

	/** Returns the word for an item of the list. */
	String item();

	/** Returns the record whose components are the keys of a file. */
	Class<?> keys();

	/**
	 * Reads an item of the list.
	 * @param item the item
	 * @param number its number, from 1
	 * @param problems the collector of problems
	 * @return the operations that it becomes; none if it has problems
	 */
	List<OperationReader.Entry> read(Content item, int number, FileProblems problems);

	/**
	 * Returns the content for the checksum.
	 * @param file the file as it was written
	 * @param checked the file in its canonical form
	 * @param entries its operations
	 */
	Fields checksummed(Fields file, Fields checked, List<OperationReader.Entry> entries);

}
