package io.github.versionedschema.sample;

class Release1Tests extends ReleaseContract {

	@Override
	String profile() {
		return "release-1";
	}

	@Override
	String name(String first, String last) {
		return "\"name\":\"%s\"".formatted(first + " " + last);
	}

	@Override
	String amount(int cents) {
		return "\"amountCents\":" + cents;
	}

}
