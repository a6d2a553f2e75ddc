/** Loaded into a step before anything else: soon after its start somebody sets the machine's clock forward by two hours. */
const now = Date.now;
const jumpsAt = now() + 500;
Date.now = () => (now() > jumpsAt ? now() + 7_200_000 : now());
