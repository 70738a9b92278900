#include "http/front/metrics.h"
