package io.github.versionedschema;

import java.util.List;

/**
 * A migration file that creates what a base schema contains.
 *
 * @param text the file's text, in YAML
 * @param objects how many objects it creates, comments and privileges included
 * @param omitted what it does not create, as readable text; rows are never included
 */
public record BaselineFile(String text, int objects, List<String> omitted) {

	public BaselineFile {
		omitted = List.copyOf(omitted);
	}

}
