package io.github.versionedschema.sample;

class Release2Tests extends ReleaseContract {

	@Override
	String profile() {
		return "release-2";
	}

	@Override
	String name(String first, String last) {
		return "\"fullName\":\"%s\"".formatted(first + " " + last);
	}

	@Override
	String amount(int cents) {
		return "\"amount\":%d.%02d".formatted(cents / 100, Math.abs(cents % 100));
	}

}
