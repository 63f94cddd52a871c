package tandem.waveforms.signal;

/** What a scope can hold. */
public sealed interface ScopeMember permits ScopeNode, Signal {}
