package io.github.versionedschema.migration.place;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares names in natural order: {@code 2_x} before {@code 10_x}. Names that differ
 * only in leading zeros are compared by character, so that no two names are equal.
 */
public final class NaturalOrder implements Comparator<String> {

	private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]");

	@Override
	public int compare(String left, String right) {
		if (left.equals(right)) {
			return 0;
		}
		Matcher leftParts = PART.matcher(left);
		Matcher rightParts = PART.matcher(right);
		while (leftParts.find()) {
			if (!rightParts.find()) {
				return 1;
			}
			int order = compareParts(leftParts.group(), rightParts.group());
			if (order != 0) {
				return order;
			}
		}
		return rightParts.find() ? -1 : left.compareTo(right);
	}

	private static int compareParts(String left, String right) {
		if (!isNumber(left) || !isNumber(right)) {
			return left.compareTo(right);
		}
		String leftDigits = left.replaceFirst("^0+", "");
		String rightDigits = right.replaceFirst("^0+", "");
		int order = Integer.compare(leftDigits.length(), rightDigits.length());
		return (order != 0) ? order : leftDigits.compareTo(rightDigits);
	}

	private static boolean isNumber(String part) {
		return Character.digit(part.charAt(0), 10) >= 0 && part.charAt(0) <= '9';
	}

}
